import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readMockFile } from '../../mock-server/index.ts'
import { parseDockerfile } from './dockerfile.ts'
import { mockFlags } from './mock-flags.ts'

const instructions = parseDockerfile(readFileSync('Dockerfile', 'utf8'))
const all = (name: string): string[] => instructions.filter((one) => one.name === name).map(({ words }) => words)
const at = (name: string): number => instructions.findLastIndex((one) => one.name === name)
const words = (json: string): string[] => JSON.parse(json.slice(json.indexOf('[')))

/** What a pattern list in the manner of `.dockerignore` lets through, for names without a slash. */
function admitted(name: string): boolean {
  const patterns = readFileSync('.dockerignore', 'utf8').split('\n')
  return patterns.includes(`!${name}`) || !patterns.includes('*')
}

describe('the Dockerfile', () => {
  test('knows only instructions that exist', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ARG', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT']
    expect(instructions.length).toBeGreaterThan(10)
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([])
  })

  test('begins from one image of a fixed major', () => {
    const images = all('FROM').map((from) => from.split(' ')[0])
    expect(new Set(images).size).toBe(1)
    expect(images[0]).toMatch(/^node:\d+-slim$/)
  })

  test('copies what exists, is not ignored, and comes from a stage that exists', () => {
    for (const copy of all('COPY')) {
      const from = /^--from=(\S+) /.exec(copy)?.[1]
      const sources = copy.split(' ').slice(from === undefined ? 0 : 1, -1)
      if (from !== undefined)
        expect(
          all('FROM').some((stage) => stage.endsWith(` AS ${from}`)),
          copy,
        ).toBe(true)
      else
        for (const source of sources)
          expect([source, existsSync(source), admitted(source)]).toEqual([source, true, true])
    }
  })

  test('brings every folder that the build compiles', () => {
    const { include }: { include: string[] } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8'))
    const copied = all('COPY').flatMap((copy) => copy.split(' '))
    expect(include.filter((room) => !copied.includes(room))).toEqual([])
  })

  test('leaves secrets and the work of this machine outside', () => {
    const outside = readdirSync('.').filter((name) => name.startsWith('.') || ['node_modules', 'dist'].includes(name))
    expect(outside.filter(admitted)).toEqual([])
  })

  test('runs as somebody else than root from before the entry point', () => {
    expect(all('USER')).toHaveLength(1)
    expect(all('USER')[0]).toMatch(/^[1-9]\d*(:[1-9]\d*)?$/)
    expect(at('USER')).toBeGreaterThan(at('FROM'))
    expect(at('USER')).toBeLessThan(at('ENTRYPOINT'))
  })

  test('has a health check with the address of the mock, and no shell', () => {
    const port = all('EXPOSE')[0]
    expect(all('ENV')).toContain(`ASSAY_HEALTH_URL=http://127.0.0.1:${port}/_assay/health`)
    const [program, flag, script] = words(all('HEALTHCHECK')[0] ?? '')
    expect([program, flag]).toEqual(['node', '-e'])
    expect(script).toContain('fetch(process.env.ASSAY_HEALTH_URL)')
  })

  test('starts the program of the package, at every interface', () => {
    const { bin }: { bin: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))
    const started = words(all('ENTRYPOINT')[0] ?? '')
    expect(started.slice(0, 3)).toEqual(['node', `/app/${bin['assay']}`, 'mock'])
    expect(started.slice(3)).toEqual(['--host', '0.0.0.0', '--port', all('EXPOSE')[0]])
  })

  test('installs the Redis client that is tested', () => {
    const { packages }: { packages: Record<string, { version?: string }> } = JSON.parse(
      readFileSync('package-lock.json', 'utf8'),
    )
    expect(all('ARG')).toEqual([`REDIS_CLIENT=${packages['node_modules/redis']?.version}`])
  })
})

interface Service {
  image?: string
  build?: string
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  ports?: string[]
  network_mode?: string
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
  deploy?: { replicas: number }
}

const folder = 'examples/docker'
const compose = (name: string): Record<string, Service> => {
  const { services, ...rest }: { services: Record<string, Service> } = parse(readFileSync(join(folder, name), 'utf8'))
  expect(rest).toEqual({})
  return services
}

describe.each(['compose.yaml', 'compose.replicas.yaml'])('%s', (name) => {
  const services = compose(name)
  const entries = Object.entries(services)

  test('has services with an image of a fixed version, or a Dockerfile to build', () => {
    for (const [service, { image, build }] of entries) {
      if (build === undefined) expect(image, service).toMatch(/^[a-z]+:\d/)
      else expect(existsSync(join(folder, build, 'Dockerfile'))).toBe(true)
    }
  })

  test('waits for services that exist and can say that they are well', () => {
    for (const { depends_on: needed = {} } of Object.values(services)) {
      for (const [service, { condition }] of Object.entries(needed)) {
        expect(condition).toBe('service_healthy')
        expect(services[service]?.healthcheck ?? services[service]?.build).toBeDefined()
      }
    }
  })

  test('mounts files that exist', () => {
    const mounted = entries.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''))
    expect(mounted.length).toBeGreaterThan(0)
    expect(mounted.filter((path) => !existsSync(join(folder, path)))).toEqual([])
  })

  test('is reached from this machine only', () => {
    const ports = entries.flatMap(([, { ports: published = [] }]) => published)
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
    expect(ports.some((port) => port.startsWith('127.0.0.1:4000:'))).toBe(true)
  })

  test('gives the mock flags that it has', () => {
    const flags = (services['mock']?.command ?? []).filter((word) => word.startsWith('--'))
    expect(flags.filter((flag) => !mockFlags().includes(flag))).toEqual([])
  })
})

test('the application of compose.yaml is registered at its mock', async () => {
  const { app, mock } = compose('compose.yaml')
  const { tenant } = await readMockFile(join(folder, 'mock.yaml'))
  const client = tenant?.clients?.find(({ client_id: id }) => id === app?.environment?.['OAUTH_CLIENT_ID'])
  expect(client?.client_secret).toBe(app?.environment?.['OAUTH_CLIENT_SECRET'])
  expect(client?.redirect_uris).toContain(app?.environment?.['OAUTH_REDIRECT_URI'])
  expect(app?.network_mode).toBe('service:mock')
  expect(mock?.ports).toContain('127.0.0.1:3000:3000')
})

test('the replicas share the Redis beside them, and the front sends on the name they were called by', () => {
  const { mock, redis, front } = compose('compose.replicas.yaml')
  expect(mock?.deploy?.replicas).toBe(3)
  expect(new URL(mock?.environment?.['ASSAY_MOCK_REDIS'] ?? '').hostname).toBe('redis')
  expect(redis?.command?.slice(0, 1)).toEqual(['redis-server'])
  expect(front?.ports).toEqual(['127.0.0.1:4000:4000'])
  const nginx = readFileSync(join(folder, 'nginx.conf'), 'utf8')
  expect(nginx).toContain('listen 4000;')
  expect(nginx).toContain('server mock:4000;')
  expect(nginx).toContain('proxy_set_header Host $http_host;')
})
