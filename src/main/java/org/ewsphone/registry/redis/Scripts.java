package org.ewsphone.registry.redis;

/** All that is done in Redis. Each is one step there: nobody sees half of it. */
final class Scripts {

    final Script add;
    final Script find;
    final Script update;
    final Script page;
    final Script ready;
    final Script join;
    final Script renew;
    final Script leave;
    final Script sweep;
    final Script untended;

    /** By this clock: a function {@code now} in Lua. */
    Scripts(String clock) {
        add = Script.of("add.lua", clock);
        find = Script.of("find.lua", clock);
        update = Script.of("update.lua", clock);
        page = Script.of("page.lua", clock);
        ready = Script.of("ready.lua", clock);
        join = Script.of("join.lua", clock);
        renew = Script.of("renew.lua", clock);
        leave = Script.of("leave.lua", clock);
        sweep = Script.of("sweep.lua", clock);
        untended = Script.of("untended.lua", clock);
    }
}
