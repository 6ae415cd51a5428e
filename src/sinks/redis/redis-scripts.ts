/** @module What Redis does at once: scripts that look who writes before they write. */

/** What a script answers to a writer whose run another one has taken over. */
export const FENCED = 'FENCED'

/**
 * Takes a run over.
 *
 * A server that was frozen still runs, when it goes on, what connections sent that have long been given up. So each
 * opening has a number of its own, and one that comes after a later one of the same writer is too late.
 *
 * KEYS: the hash of the run. ARGV: the writer; the number of this opening; 1 when the writer has had the run before, and
 * so must not take it back.
 */
export const CLAIM_SCRIPT = `
local held = redis.call('HMGET', KEYS[1], 'writer', 'opening')
if held[1] == ARGV[1] then
  if tonumber(held[2]) > tonumber(ARGV[2]) then return redis.error_reply('${FENCED}') end
elseif held[1] and ARGV[3] == '1' then
  return redis.error_reply('${FENCED}')
end
redis.call('HSET', KEYS[1], 'writer', ARGV[1], 'opening', ARGV[2])
return redis.call('HMGET', KEYS[1], 'claim', 'interval')
`

/**
 * Runs commands, if the run is still the writer's.
 *
 * KEYS: the hash of the run. ARGV: the writer and the number of its opening, then each command as the number of its words and the words. The command
 * NEWER key time leaves out the next one where the hash at the key is of that time or later.
 */
export const WRITE_SCRIPT = `
local held = redis.call('HMGET', KEYS[1], 'writer', 'opening')
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then return redis.error_reply('${FENCED}') end
local at = 3
while at <= #ARGV do
  local words = tonumber(ARGV[at])
  if ARGV[at + 1] == 'NEWER' then
    local time = redis.call('HGET', ARGV[at + 2], 'epoch_ms')
    if time and tonumber(time) >= tonumber(ARGV[at + 3]) then
      at = at + words + 1
      words = tonumber(ARGV[at])
    end
  else
    redis.call(unpack(ARGV, at + 1, at + words))
  end
  at = at + words + 1
end
return 'OK'
`
