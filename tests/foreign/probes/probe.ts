import type { RawServer } from '../raw-server.ts'

/** What was seen, by the name of the request. */
export type Sight = Readonly<Record<string, unknown>>

/** Does what the law's procedure says by plain HTTP and tells what came, without judging it. */
export type Probe = (server: RawServer) => Promise<Sight>

/** Runs the named requests one after the other. */
export async function inOrder(requests: Readonly<Record<string, () => Promise<unknown>>>): Promise<Sight> {
  const sight: Record<string, unknown> = {}
  for (const [name, request] of Object.entries(requests)) {
    // oxlint-disable-next-line no-await-in-loop -- a later request may depend on what an earlier one left behind
    sight[name] = await request()
  }
  return sight
}
