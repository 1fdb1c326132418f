import { isRecord } from '../../http/answer.ts'
import type { Draft } from './draft.ts'
import { type Finding, formatPath, type Problem } from './problem.ts'
import { schemaFindings } from './schema-findings.ts'
import { type SchemaName, schemaValidator } from './schema-validator.ts'
import type { ShowValue } from './shown-value.ts'
import type { SourceFile } from './source-file.ts'

/** What a file holds: the entry when its shape is right, and every mistake of shape and meaning, one per place. */
export interface ShapeReview<T> {
  readonly entry: T | undefined
  readonly problems: Problem[]
}

/** Holds a parsed file to its schema and to rules of meaning. T is the type of what the schema accepts. */
export async function reviewShape<T>(
  source: SourceFile,
  schema: SchemaName,
  show: ShowValue,
  meaning: (data: Draft) => Finding[],
): Promise<ShapeReview<T>> {
  const data = toData(source)
  if (!isRecord(data)) {
    return { entry: undefined, problems: [source.locate(data === tooMany ? multiplying : notMapping)] }
  }
  const validate = await schemaValidator<T>(schema)
  const entry = validate(data) ? data : undefined
  const findings = [...schemaFindings(validate.errors ?? [], data, show), ...meaning(data)]
  return { entry, problems: firstOfEachPlace(findings).map(source.locate) }
}

const notMapping: Finding = {
  path: [],
  message: 'expected keys and values, got something else',
  fix: 'start the file with a key and a colon',
}

const multiplying: Finding = {
  path: [],
  message: 'aliases in this file multiply beyond reason',
  fix: 'write out what the aliases stand for',
}

const tooMany = Symbol('too many aliases')

/** The YAML package refuses to follow aliases that multiply. */
function toData(source: SourceFile): unknown {
  try {
    return source.document.toJS()
  } catch {
    return tooMany
  }
}

function firstOfEachPlace(findings: readonly Finding[]): Finding[] {
  const places = new Set(findings.flatMap(({ meant }) => (meant === undefined ? [] : [formatPath(meant)])))
  return findings.filter(({ path }) => {
    const place = formatPath(path)
    const first = !places.has(place)
    places.add(place)
    return first
  })
}
