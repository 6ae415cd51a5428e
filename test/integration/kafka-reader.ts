/** @module What a consumer of another make sees in a topic. */

import { spawnSync } from 'node:child_process'

export interface SeenMessage {
  readonly partition: number
  readonly key: string
  readonly headers: string
  readonly value: string
}

/** All committed messages of a topic, partition by partition in their order; kcat is made of librdkafka. */
export function committedMessages(server: string, topic: string): SeenMessage[] {
  const consume = ['-C', '-e', '-q', '-o', 'beginning', '-X', 'isolation.level=read_committed']
  const format = ['-f', '%p\t%k\t%h\t%s\n']
  const { status, stdout, stderr } = spawnSync('kcat', ['-b', server, '-t', topic, ...consume, ...format], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(stderr)
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [partition, key, headers, value] = line.split('\t')
    return { partition: Number(partition), key, headers, value }
  })
}

/** The messages of each key, in order. */
export function byKey(messages: readonly { readonly key: string; readonly value: string }[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { key, value } of messages) {
    const values = found.get(key)
    if (values === undefined) found.set(key, [value])
    else values.push(value)
  }
  return found
}
