/** @module The real Kafka, fetched once from Maven Central. */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireCommand } from './system-package.ts'

/** The newest that runs on Java 17. */
const KAFKA_VERSION = '4.1.1'
/** Tests and benchmarks run in the folder of the project. */
const CACHE = join(process.cwd(), '.cache', 'kafka')
const FETCH_TIMEOUT_MS = 600_000

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>test</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version>
    </dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`

/** The class path of the broker, downloaded on first use. */
export function kafkaClassPath(): string {
  requireCommand('java', 'openjdk-17-jre-headless')
  const folder = join(CACHE, KAFKA_VERSION)
  if (!existsSync(folder)) fetchInto(folder)
  return join(folder, '*')
}

/** Fetched beside and renamed, so that a folder that is there is complete. */
function fetchInto(folder: string): void {
  requireCommand('mvn', 'maven')
  const unfinished = join(CACHE, `fetching-${process.pid}`)
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'pom.xml'), POM)
  const jars = join(unfinished, 'jars')
  const args = ['-B', '-q', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`, '-DincludeScope=runtime']
  const { status, stdout } = spawnSync('mvn', args, { cwd: unfinished, encoding: 'utf8', timeout: FETCH_TIMEOUT_MS })
  try {
    if (status !== 0) throw new Error(`Kafka cannot be fetched from Maven Central:\n${stdout.slice(-2_000)}`)
    moveTo(folder, jars)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Of two test files that fetch at the same time the second finds it there. */
function moveTo(folder: string, jars: string): void {
  try {
    renameSync(jars, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}
