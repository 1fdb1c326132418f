import { specifications } from './law.ts'
import type { SpecName } from './law.ts'
import { sectionFault } from './section-faults.ts'
import { capabilityNames } from './target/capability-names.ts'
import { nearest } from './target/nearest.ts'

const required = ['id', 'title', 'law', 'needs', 'steps', 'holds', 'defect', 'run']
const documents = Object.keys(specifications).filter((name): name is SpecName => Object.hasOwn(specifications, name))
const idForm = /^[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z\d]+(?:-[a-z\d]+)*)+$/

/** Whether an exported value is meant as a check, complete or not. */
export function isMeantAsCheck(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'run' in value && ('id' in value || 'law' in value)
}

/** What is wrong with the record of a check, a sentence each: JavaScript files are written without the help of types. */
export function recordFaults(record: object): string[] {
  const held = new Map<string, unknown>(Object.entries(record))
  const missing = required.filter((key) => !held.has(key)).map((key) => `expected ${key}, got none`)
  const id = held.get('id')
  const misnamed =
    id === undefined || (typeof id === 'string' && idForm.test(id))
      ? []
      : [`id: expected area.rule in lower-case words and hyphens, got ${JSON.stringify(id)}`]
  return [
    ...missing,
    ...misnamed,
    ...listed(held.get('law')).flatMap(lawFaults),
    ...listed(held.get('needs')).flatMap((need) => unknown('needs', 'capability', need, capabilityNames)),
  ]
}

function unknown(key: string, what: string, name: unknown, known: readonly string[]): string[] {
  const word = String(name)
  if (known.includes(word)) return []
  const near = nearest(word, known)
  return [
    `${key}: no ${what} is called "${word}"; ${near === undefined ? `there are: ${known.join(', ')}` : `did you mean ${near}?`}`,
  ]
}

function lawFaults(law: unknown): string[] {
  const [name, section] = isLawLike(law) ? [law.document, law.section] : [law]
  const document = documents.find((each) => each === name)
  if (document === undefined) return unknown('law', 'document', name, documents)
  const fault = sectionFault(document, section)
  return fault === undefined ? [] : [`law: ${document}: ${fault}`]
}

function isLawLike(law: unknown): law is { document: unknown; section?: unknown } {
  return typeof law === 'object' && law !== null && 'document' in law
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
