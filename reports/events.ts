import { causesOf } from './causes.ts'
import type { CheckFacts, DocumentFacts, Result, Run, TargetFacts } from './model.ts'
import { validateRun } from './validate.ts'

/** The file in the report folder to which a run writes what happens, one event in each line. */
export const eventsFile = 'events.ndjson'

/** How a check gets on before it is judged; `seconds` is a pause it makes. */
export type UnderWay =
  | { readonly kind: 'started'; readonly target: string; readonly check: string }
  | {
      readonly kind: 'waiting'
      readonly target: string
      readonly check: string
      readonly seconds: number
      readonly why: string
    }

/** One line of events.ndjson, as `schema/events.schema.json` describes it; `at` is ISO 8601, UTC. Holds no secret. */
export type LoggedEvent = { readonly at: string } & (
  | {
      readonly kind: 'begun'
      readonly schema: 1
      readonly tool: Run['tool']
      readonly run: Omit<Run['run'], 'finished' | 'interrupted'>
    }
  | {
      readonly kind: 'planned'
      readonly targets: readonly TargetFacts[]
      readonly checks: readonly CheckFacts[]
      readonly documents?: readonly DocumentFacts[]
    }
  | UnderWay
  /** The result before the baseline is applied and evidence is written; `cause` is the text of the cause. */
  | { readonly kind: 'judged'; readonly result: Result }
  | { readonly kind: 'ended'; readonly interrupted: boolean }
)

/**
 * The run as far as its events tell it, without baseline and evidence; marked as interrupted unless it came to its end.
 * A last line that was cut off is left out. Rejects with an Error that names the line when another is no event.
 */
export async function runOfEvents(text: string): Promise<Run> {
  const events = eventsOf(text)
  const [begun, ...rest] = events
  if (begun?.kind !== 'begun') throw new Error('line 1: expected the event begun, got something else')
  const planned = rest.find((event) => event.kind === 'planned')
  const ended = rest.find((event) => event.kind === 'ended')
  const results = rest.flatMap((event) => (event.kind === 'judged' ? [event.result] : []))
  const causes = causesOf(results)
  return validateRun({
    schema: begun.schema,
    tool: begun.tool,
    run: { ...begun.run, finished: events.at(-1)?.at ?? begun.at, interrupted: ended?.interrupted ?? true },
    ...(planned?.documents === undefined ? {} : { documents: planned.documents }),
    targets: planned?.targets ?? [],
    checks: planned?.checks ?? [],
    results: results.map((result) => ({
      ...result,
      cause: causes.find(({ text: cause }) => cause === result.cause)?.id ?? null,
    })),
    causes,
  })
}

function eventsOf(text: string): LoggedEvent[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    // A process that is killed may leave half a line; every whole one ends with a line feed.
    if (index === lines.length - 1) return []
    try {
      const event: unknown = JSON.parse(line)
      if (isEvent(event)) return [event]
    } catch {
      // Told below, like a line that is JSON but no event.
    }
    throw new Error(`line ${index + 1}: expected an event as JSON, got ${JSON.stringify(line.slice(0, 40))}`)
  })
}

/** Only as far as it has to be known here: the run made of the events is validated as a whole. */
function isEvent(value: unknown): value is LoggedEvent {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return value.kind !== 'judged' || ('result' in value && typeof value.result === 'object' && value.result !== null)
}
