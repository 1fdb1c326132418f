import type { Run } from './model.ts'
import { shellWord } from './shell-word.ts'

/** How a check of a run is judged again, alone: check id and target name → command to paste into a shell. */
export function reproduce({ run, targets }: Pick<Run, 'run' | 'targets'>): (check: string, target: string) => string {
  return (check, target) => {
    const from = targets.find(({ name }) => name === target)?.from
    const words = [
      'npx',
      'oauth-assay',
      'run',
      check,
      ...(from ? ['--config', from.file] : []),
      ...(from && (targets.length > 1 || run.shard !== undefined) ? ['--target', target] : []),
      ...(run.profile === 'oauth2' ? [] : ['--profile', run.profile]),
      ...(run.suites ?? []).flatMap((file) => ['--suite', file]),
      ...(run.defects ?? []).flatMap((id) => ['--defect', id]),
    ]
    return words.map(shellWord).join(' ')
  }
}
