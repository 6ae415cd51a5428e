/** @module What the Redis sink needs to know, out of all settings. */

import type { Settings } from '../../config/settings.ts'

export type RedisSinkOptions = Pick<Settings, 'redisKeyPrefix' | 'redisStreamLength'> & {
  /** `redis://user:password@host:port/database`, or `rediss:` for TLS. */
  readonly redisUrl: string
}
