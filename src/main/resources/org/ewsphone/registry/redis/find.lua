-- id. The time and the fields.
local fields = read(ARGV[1])
return fields and {text(now()), fields}
