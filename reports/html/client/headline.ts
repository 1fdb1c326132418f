import { exitCode, exitCodes } from '../../exit-code.ts'
import type { Run } from '../../model.ts'
import { countStandings, type Standing } from './verdicts.ts'
import { counted } from './words.ts'

/** The verdict on a run in a sentence, and what it means for a build. */
export interface Headline {
  readonly standing: Standing
  readonly sentence: string
  readonly exit: string
}

/** Says how a run ended. A stale baseline or a secret that leaked may have changed the code; neither is in the run. */
export function headline(run: Run): Headline {
  const strict = run.run.strict ?? false
  const code = exitCode({ run, stale: [], leaks: [], strict })
  return { ...verdict(run), exit: `Exit code ${code}: ${exitCodes[code]}.` }
}

function verdict({ run, results }: Run): Pick<Headline, 'standing' | 'sentence'> {
  const counts = countStandings(results)
  const stuck = counts.blocked + counts.error
  const judged = results.length - stuck - counts.skip
  const after = run.interrupted ? ' before the run was interrupted' : ''
  if (counts.fail > 0) {
    return { standing: 'fail', sentence: `${counted(counts.fail, 'check')} found a law broken${after}.` }
  }
  if (run.strict && counts.warn > 0) {
    return { standing: 'warn', sentence: `${counted(counts.warn, 'warning')}, and warnings count here.` }
  }
  if (stuck > 0) return { standing: 'blocked', sentence: `${counted(stuck, 'check')} could not be judged.` }
  if (run.interrupted)
    return { standing: 'blocked', sentence: 'The run was interrupted; nothing was broken until then.' }
  if (judged === 0) return { standing: 'skip', sentence: 'Nothing was judged.' }
  const but = counts.known > 0 ? `, but for ${counted(counts.known, 'known deviation')}` : ''
  return { standing: 'pass', sentence: `Every law that was judged is obeyed${but}.` }
}
