import type { ControlPolicy } from '../options.ts'
import { defaultName, type ControlRoute, type Schema } from './route.ts'
import { of, schemas } from './schemas.ts'
import { routes } from './table.ts'

const problem = { description: 'It was refused', content: { 'application/problem+json': { schema: of('Problem') } } }

function json(schema: Schema, example?: unknown) {
  return { 'application/json': { schema, ...(example === undefined ? {} : { example }) } }
}

function parameters({ path, query = {} }: ControlRoute) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...(name === 'tenant' ? { example: defaultName } : {}),
  }))
  const inQuery = Object.entries(query).map(([name, parameter]) => ({ name, in: 'query', ...parameter }))
  return [...inPath, ...inQuery]
}

function operation(route: ControlRoute) {
  const { id, summary, body, answer } = route
  const given = parameters(route)
  const good =
    answer === undefined
      ? { 204: { description: 'Done' } }
      : { [answer.status ?? 200]: { description: 'Done', content: json(answer.schema) } }
  return {
    operationId: id,
    summary,
    ...(given.length === 0 ? {} : { parameters: given }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: body.optional !== true, content: json(body.schema, body.example) } }),
    responses: { ...good, default: problem },
  }
}

/** The OpenAPI 3.1 document of the control API, made from the table the router uses. `url` is where the mock is reached. */
export function openapi(url: string, policy: ControlPolicy) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route)
  const token = typeof policy === 'object'
  return {
    openapi: '3.1.0',
    info: {
      title: 'Control of an Assay mock provider',
      version: '1',
      description: 'Scripts a running mock: tenants, users, clients, time, faults, and what it was asked.',
    },
    servers: [{ url: `${url}/_assay/api` }],
    ...(token ? { security: [{ control: [] }] } : {}),
    paths,
    components: {
      schemas,
      ...(token ? { securitySchemes: { control: { type: 'http', scheme: 'bearer' } } } : {}),
    },
  }
}
