package org.ewsphone.conform;

/** A check and what came of it. */
public record Result(Check check, Verdict verdict) {}
