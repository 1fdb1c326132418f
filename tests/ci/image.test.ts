import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { parseDockerfile } from '../mock/dockerfile.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string): string => readFileSync(`${root}/${name}`, 'utf8')
const instructions = parseDockerfile(read('assay.Dockerfile'))
const mock = parseDockerfile(read('Dockerfile'))
const all = (name: string): string[] => instructions.filter((one) => one.name === name).map(({ words }) => words)
const at = (name: string): number => instructions.findLastIndex((one) => one.name === name)
const ignored = read('.dockerignore').split('\n')

describe('the image of the tool', () => {
  test('is built as the one of the mock is', () => {
    const build = (file: typeof mock): string[] =>
      file
        .slice(
          0,
          file.findIndex(({ words }) => words.startsWith('npm prune')),
        )
        .map(({ name, words }) => `${name} ${words}`)
    expect(build(instructions)).toEqual(build(mock))
    expect(build(instructions).length).toBeGreaterThan(8)
  })

  test('copies what exists and is not ignored', () => {
    const sources = all('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1))
    expect(sources.filter((source) => !existsSync(`${root}/${source}`) || !ignored.includes(`!${source}`))).toEqual([])
  })

  test('holds no secret and no value that is one', () => {
    const values = instructions.filter(({ name }) => name === 'ENV' || name === 'ARG').map(({ words }) => words)
    expect(values).toEqual([
      `PLAYWRIGHT=${(JSON.parse(read('node_modules/playwright/package.json')) as { version: string }).version}`,
      'NODE_ENV=production',
      'ASSAY_BROWSER=/usr/bin/chromium',
    ])
  })

  test('installs a browser of the distribution and leaves no lists of packages', () => {
    const apt = all('RUN')
      .find((run) => run.includes('apt-get'))
      ?.replaceAll(/ +/g, ' ')
    expect(apt).toMatch(/^apt-get update && apt-get install -y --no-install-recommends chromium /)
    expect(apt).toMatch(/&& rm -rf \/var\/lib\/apt\/lists\/\*$/)
  })

  test('runs as somebody else than root, in a folder of the user', () => {
    expect(all('USER')).toEqual(['1000:1000'])
    expect(at('USER')).toBeLessThan(at('ENTRYPOINT'))
    expect(all('WORKDIR').at(-1)).toBe('/work')
  })

  test('is the command: its words are those of assay, and it serves nothing', () => {
    const { bin }: { bin: Record<string, string> } = JSON.parse(read('package.json'))
    expect(all('ENTRYPOINT')).toEqual(['["assay"]'])
    expect(all('RUN').at(-1)).toContain(`ln -s /app/${bin['assay']} /usr/local/bin/assay`)
    expect([...all('HEALTHCHECK'), ...all('EXPOSE'), ...all('CMD')]).toEqual([])
  })
})
