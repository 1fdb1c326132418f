import type { Check } from '../../harness/check.ts'
import { lawUrl, promises, specifications, type SpecName } from '../../harness/law.ts'
import { defaultProfile, profiles } from '../../harness/profile.ts'
import type { Defect } from '../../mock-server/defects/defect.ts'
import { areaOf } from '../../harness/selection.ts'
import { exitCodes } from '../../reports/exit-code.ts'
import { formats } from '../../reports/formats.ts'
import { anchor, code, prose, table } from '../catalogue/markdown.ts'

/** The page about exit codes. */
export function exitCodesPage(): string {
  const rows = Object.entries(exitCodes).map(([number, meaning]) => [code(number), prose(meaning)])
  return page(
    'Exit codes',
    `What \`assay run\` ends with. Where several apply, the first of 130, 1, 3, 4 counts. With \`--strict\` a \`warn\` counts as a broken law.
Other commands use the same numbers: 0 when they are done, 2 for what cannot be used as written, 3 where a server does not answer.`,
    table(['code', 'meaning'], rows),
  )
}

/** The page about report formats. */
export function formatsPage(): string {
  const rows = Object.entries(formats).map(([name, { file, about }]) => [code(name), code(file), prose(about)])
  return page(
    'Report formats',
    `Each format is made from [run.json](run-json.md) and the [evidence](evidence.md) beside it, and from nothing else. The file is where it is
written in the report folder.`,
    table(['format', 'file', 'for'], rows),
  )
}

/** The page about profiles: which documents each holds a server to. */
export function profilesPage(): string {
  const names = Object.keys(profiles)
  const inForce: readonly (readonly SpecName[])[] = Object.values(profiles)
  const documents = (Object.keys(specifications) as SpecName[]).filter((name) => name !== promises)
  const rows = documents.map((name) => [
    `[${name}](${specifications[name].url})`,
    prose(specifications[name].title),
    ...inForce.map((list) => (list.includes(name) ? 'binds' : '')),
  ])
  return page(
    'Profiles',
    `A profile says which documents bind a server. A law of another document is advice: broken, it is at most a \`warn\`. The profile is
\`${defaultProfile}\` unless \`profile\` of the target file or \`--profile\` names another. What a vendor's documentation promises, and the target file
declares, binds in each of them ([vendors](../guides/vendors.md)).`,
    table(['document', 'title', ...names.map(code)], rows),
  )
}

/** The page about the defects of the mock, with the law each breaks and the checks that are proven by it. */
export function defectsPage(defects: readonly Defect[], checks: readonly Check[]): string {
  const rows = defects.map(({ id, sentence, breaks }) => [
    anchor(id) + code(id),
    prose(sentence),
    broken(breaks),
    checks
      .filter(({ defect }) => defect === id)
      .map(checkLink)
      .join(' '),
  ])
  return page(
    'Defects',
    `Deliberate faults of the mock. \`assay mock --defect <id>\` switches one on for your client to meet, \`assay run --defect <id>\` shows the checks
that find it. Every check is proven by the defect that names it: green without, red with it.`,
    table(['defect', 'what the mock does', 'breaks', 'found by'], rows),
  )
}

function broken({ document, section }: Defect['breaks']): string {
  const name = Object.keys(specifications).find((each): each is SpecName => each === document)
  if (name === undefined || name === promises) return prose(`${document}, ${section}`)
  return `[${name} §${section}](${lawUrl({ document: name, section })})`
}

/** A link to a check in the catalogue. */
export function checkLink({ id }: Pick<Check, 'id'>): string {
  return `[${code(id)}](../catalogue/${areaOf(id)}.md#${id})`
}

/** A page: heading, words, content. */
export function page(title: string, words: string, content: string): string {
  return `# ${title}\n\n${words}\n\n${content}`
}
