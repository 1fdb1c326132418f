import { readFileSync } from 'node:fs'

import { projectRoot } from '../project-root.ts'

/** The doc comments of the members of interfaces in a source file, as one line each: `Interface.member` → words. */
export function docComments(file: string): Map<string, string> {
  const source = readFileSync(new URL(file, projectRoot), 'utf8')
  const interfaces = source.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)
  return new Map([...interfaces].flatMap(([, name = '', body = '']) => membersOf(name, body)))
}

function membersOf(name: string, body: string): [string, string][] {
  const members = body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:readonly )?(\w+)\??:/g)
  return [...members].map(([, comment = '', member = '']) => [`${name}.${member}`, lineOf(comment)])
}

function lineOf(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*?\s?/, '').trim())
  return lines.join(' ').replaceAll(/\s+/g, ' ').trim()
}
