// Every key of a tenant begins with its root and a number; raising the number forgets them all in one step, and they
// expire by themselves. KEYS[1] is the root.
const base = `local base = KEYS[1] .. ':' .. (redis.call('GET', KEYS[1]) or '0') .. ':'\n`

/** kind, id → payload, time of use or '', milliseconds left; nothing when there is no such record. */
export const loadScript = `${base}
local key = base .. 'record:' .. ARGV[1] .. ':' .. ARGV[2]
local payload = redis.call('HGET', key, 'payload')
if not payload then return false end
return { payload, redis.call('HGET', key, 'consumed') or '', redis.call('PTTL', key) }`

/** kind, id, payload, time of use or '', milliseconds, grant, uid, user code; the last three may be ''. */
export const saveScript = `${base}
local record = ARGV[1] .. ':' .. ARGV[2]
local key = base .. 'record:' .. record
redis.call('DEL', key)
redis.call('HSET', key, 'payload', ARGV[3])
if ARGV[4] ~= '' then redis.call('HSET', key, 'consumed', ARGV[4]) end
redis.call('PEXPIRE', key, ARGV[5])
if ARGV[6] ~= '' then
  local family = base .. 'family:' .. ARGV[6]
  redis.call('SADD', family, record)
  if redis.call('PTTL', family) < tonumber(ARGV[5]) then redis.call('PEXPIRE', family, ARGV[5]) end
end
if ARGV[7] ~= '' then redis.call('SET', base .. 'uid:' .. ARGV[7], ARGV[2], 'PX', ARGV[5]) end
if ARGV[8] ~= '' then redis.call('SET', base .. 'user_code:' .. ARGV[8], ARGV[2], 'PX', ARGV[5]) end`

/** kind, id, milliseconds → 1 for the first caller, else 0; keeps nothing but that it was claimed. */
export const claimScript = `${base}
local key = base .. 'claim:' .. ARGV[1] .. ':' .. ARGV[2]
if redis.call('SET', key, '', 'NX', 'PX', ARGV[3]) then return 1 end
return 0`

/** kind, id, time → 1 for the first caller, else 0. */
export const consumeScript = `${base}
local key = base .. 'record:' .. ARGV[1] .. ':' .. ARGV[2]
if redis.call('EXISTS', key) == 0 then return 0 end
return redis.call('HSETNX', key, 'consumed', ARGV[3])`

/** kind, id */
export const deleteScript = `${base}
redis.call('DEL', base .. 'record:' .. ARGV[1] .. ':' .. ARGV[2])`

/** kind, grant */
export const deleteFamilyScript = `${base}
local family = base .. 'family:' .. ARGV[2]
for _, record in ipairs(redis.call('SMEMBERS', family)) do
  if string.sub(record, 1, #ARGV[1] + 1) == ARGV[1] .. ':' then
    redis.call('DEL', base .. 'record:' .. record)
    redis.call('SREM', family, record)
  end
end`

/** grant → the records issued from it, as kind:id */
export const familyScript = `${base}
return redis.call('SMEMBERS', base .. 'family:' .. ARGV[1])`

/** 'uid' or 'user_code', value → id */
export const findScript = `${base}
return redis.call('GET', base .. ARGV[1] .. ':' .. ARGV[2])`
