import { alternatives, resolved, type Schema } from './schema.ts'

/** One member of an object. */
export interface Member {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
}

/** An object of a file, with the place where it stands. */
export interface Section {
  /** Where it stands: `targets[].clients.<name>`; empty for the file itself. */
  readonly path: string
  readonly about: string
  readonly members: readonly Member[]
}

/** The objects of a schema in the order in which a reader meets them, and which schema is told in which. */
export interface Outline {
  readonly sections: readonly Section[]
  /** The resolved schema of an object → path of the section that tells it. */
  readonly told: ReadonlyMap<Schema, string>
}

/** Lays out a schema; an object that is used in several places is told at the first. */
export function outlineOf(root: Schema): Outline {
  const sections: Section[] = []
  const told = new Map<Schema, string>()
  const visit = (given: Schema, path: string): void => {
    const schema = resolved(root, given)
    if (told.has(schema)) return
    told.set(schema, path)
    const variants = alternatives(schema).map((each) => resolved(root, each))
    const members = membersOf(variants)
    if (members.length > 0) sections.push({ path, about: given.description ?? schema.description ?? '', members })
    for (const { name, schema: member } of members) visit(member, path === '' ? name : `${path}.${name}`)
    for (const { items, additionalProperties: others } of variants) {
      if (items !== undefined) visit(items, `${path}[]`)
      if (typeof others === 'object') visit(others, path === '' ? '<name>' : `${path}.<name>`)
    }
  }
  visit(root, '')
  return { sections, told }
}

function membersOf(variants: readonly Schema[]): Member[] {
  const objects = variants.filter(({ properties }) => properties !== undefined)
  const members = new Map<string, Member>()
  for (const { properties = {}, required = [] } of objects) {
    for (const [name, schema] of Object.entries(properties)) {
      members.set(name, { name, schema, required: objects.length === 1 && required.includes(name) })
    }
  }
  return [...members.values()]
}
