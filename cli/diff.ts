import type { Command } from 'commander'

import { UsageError } from '../harness/usage-error.ts'
import { compare } from '../reports/compare.ts'
import type { Run } from '../reports/model.ts'
import { markdownDiff } from '../reports/writers/diff-markdown.ts'
import { renderDiff } from '../reports/writers/diff-text.ts'
import { Output, type Look } from './output.ts'
import { reportAt } from './report-place.ts'
import type { Setting } from './setting.ts'

interface Flags extends Look {
  readonly md?: boolean
  readonly json?: boolean
  readonly anyProfile?: boolean
}

/** Adds `assay diff`. */
export function diffCommand(assay: Command, { io, exit }: Setting): void {
  assay
    .command('diff')
    .description('What changed between two runs: newly broken, obeyed now, no longer judged, and more.')
    .argument('<base>', 'the earlier run: a report folder or a run.json')
    .argument('[head]', 'the later run', 'conformance-report')
    .option('--md', 'print Markdown')
    .option('--json', 'print the lists as JSON')
    .option('--any-profile', 'compare runs of different profiles too')
    .addHelpText('after', examples)
    .action(async (from: string, to: string, _: unknown, command: Command) => {
      const flags = command.optsWithGlobals<Flags>()
      const output = new Output(io, flags)
      if (flags.md && flags.json) throw new UsageError('--md and --json: expected one of the two, got both')
      const base = (await reportAt(io.cwd, from)).source.run
      const head = (await reportAt(io.cwd, to)).source.run
      const comparison = compare(base, head)
      if (comparison.profileDiffers && !flags.anyProfile) throw new UsageError(otherProfile(base, head))
      for (const remark of [...partial('earlier', base), ...partial('later', head)]) output.note(remark)
      if (flags.json) output.result(`${JSON.stringify(comparison, null, 2)}\n`)
      else if (flags.md) output.result(markdownDiff(base, head, comparison))
      else output.result(renderDiff(base, head, comparison, output))
      exit(comparison.newlyBroken.length > 0 ? 1 : 0)
    })
}

function otherProfile(base: Run, head: Run): string {
  return `the runs judged by different profiles, ${base.run.profile} and ${head.run.profile}, so most changes would be those of the profile; compare with --any-profile if you want that`
}

/** What was not judged cannot be compared; the reader should know that something is missing. */
function partial(which: string, { run, results }: Run): string[] {
  const what = run.shard === undefined ? undefined : `shard ${run.shard.index} of ${run.shard.count}`
  const reason = run.interrupted ? 'was stopped early' : what === undefined ? undefined : `is ${what}`
  return reason === undefined ? [] : [`the ${which} run ${reason}, with ${results.length} results`]
}

const examples = `
Examples:
  assay diff main/conformance-report               the last run against that of the default branch
  assay diff old/run.json new/run.json --md        for a comment on a pull request

Exit: 0 nothing is newly broken · 1 something is · 2 usage, or a run that cannot be read`
