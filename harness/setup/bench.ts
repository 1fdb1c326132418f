import { agentsFor } from '../engine/agents.ts'
import { agentOn } from '../engine/attempt.ts'
import { isPassing, NoAnswer } from '../http/answer.ts'
import { Line } from '../http/line.ts'
import { Transport } from '../http/transport.ts'
import { newMemory, type Surroundings } from '../operations/surroundings.ts'
import type { TargetConfig } from '../target/config/config.ts'
import { resolveTarget } from '../target/resolve.ts'
import type { Target } from '../target/target.ts'

/** A target looked at outside a run: its metadata read, and what operations need. */
export interface Bench {
  /** What the target file says of it. */
  readonly config: TargetConfig
  readonly target: Target
  /** The line on which the metadata was asked for. */
  readonly line: Line
  around(): Surroundings
  /** Ends what was begun, such as registrations, and the connections. */
  close(): Promise<void>
}

/** Reads the metadata of a target; the error says why nobody answered. */
export async function openBench(config: TargetConfig): Promise<Bench | NoAnswer> {
  const transport = new Transport({ ...config.limits, headers: config.headers, tls: config.tls })
  const line = new Line(transport)
  const tasks: (() => Promise<unknown>)[] = []
  const memory = newMemory()
  try {
    const resolve = (): Promise<Target> => resolveTarget(config, line, undefined)
    const target = await resolve().catch((error: unknown) => (isPassing(error) ? resolve() : Promise.reject(error)))
    const agents = await agentsFor(config)
    return {
      config,
      target,
      line,
      around() {
        const own = new Line(transport)
        return {
          target,
          line: own,
          agent: agentOn({ agents }, own),
          memory,
          series: new Map(),
          atEnd: (task) => tasks.push(task),
        }
      },
      async close() {
        await Promise.allSettled(tasks.map((task) => task()))
        await agents.close()
        await transport.close()
      },
    }
  } catch (error) {
    await transport.close()
    if (error instanceof NoAnswer) return error
    throw error
  }
}
