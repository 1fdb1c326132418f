import type { IncomingMessage } from 'node:http'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { explain } from '../file-problem.ts'
import { readText } from '../wire/body.ts'
import { Problem } from './problem.ts'
import type { RouteText, Schema } from './route.ts'
import { schemas } from './schemas.ts'

const compiled = new Map<Schema, ValidateFunction>()

/** The check behind a schema of the route table. */
async function validator(schema: Schema): Promise<ValidateFunction> {
  const known = compiled.get(schema)
  if (known) return known
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true })
  const made = ajv.compile({ ...schema, components: { schemas } })
  compiled.set(schema, made)
  return made
}

async function refuse(schema: Schema, data: unknown, what: string): Promise<void> {
  const validate = await validator(schema)
  if (validate(data)) return
  const problems = told(validate.errors ?? [])
  throw new Problem(400, `Expected ${what} that fits, got: ${problems}${problems.endsWith('?') ? '' : '.'} Correct it.`)
}

function told(errors: readonly ErrorObject[]): string {
  return [...new Set(errors.map((error) => explain(error, what).line))].join('; ')
}

const what = 'the body'

/** Reads the body a route takes; throws a {@link Problem} that names each wrong member. */
export async function readBody(req: IncomingMessage, { body }: RouteText): Promise<unknown> {
  const text = await readText(req)
  if (body === undefined) return undefined
  if (text === '' && body.optional === true) return undefined
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json$/.test(type)) {
    throw new Problem(
      415,
      `Expected a JSON body, got "${type || 'no content-type'}". Send content-type: application/json.`,
    )
  }
  const data = parsed(text)
  await refuse(body.schema, data, 'a JSON body')
  return data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(400, `Expected a JSON body, got other text: ${reason}. Correct it.`)
  }
}

/** Reads the query a route takes; throws a {@link Problem} for a parameter that is unknown or does not fit. */
export async function readQuery(search: URLSearchParams, { query = {} }: RouteText): Promise<Record<string, string>> {
  const given = Object.fromEntries(search)
  for (const [name, value] of Object.entries(given)) {
    const parameter = query[name]
    if (parameter === undefined) {
      const known = Object.keys(query).join(', ') || 'none'
      throw new Problem(400, `Expected a known query parameter, got "${name}". There are: ${known}.`)
    }
    await refuse(parameter.schema, value, `the query parameter ${name} to be one`)
  }
  return given
}
