import { NoAnswer } from '../http/answer.ts'
import { Line } from '../http/line.ts'
import { Transport } from '../http/transport.ts'
import { completeTarget } from '../target/config/defaults.ts'

/** A registered client with what its server takes to delete it (RFC 7592 section 2.3). */
export interface Handle {
  readonly name: string
  readonly client_id: string
  readonly registration_client_uri?: string
  readonly registration_access_token?: string
}

/** What became of a client; `why` is one sentence where it is still there. */
export type Deletion =
  | { readonly handle: Handle; readonly gone: true }
  | { readonly handle: Handle; readonly gone: false; readonly why: string }

/** Asks for the deletion of each client, one after the other; one that the server no longer knows is gone too. */
export async function deleteRegistered(handles: readonly Handle[]): Promise<Deletion[]> {
  const deletions: Deletion[] = []
  for (const handle of handles) deletions.push(await deleteOne(handle))
  return deletions
}

async function deleteOne(handle: Handle): Promise<Deletion> {
  const { registration_client_uri: url = '', registration_access_token: token } = handle
  if (!URL.canParse(url) || token === undefined) {
    return { handle, gone: false, why: 'the server gave no registration_client_uri and no registration_access_token' }
  }
  const transport = new Transport({ ...completeTarget({ issuer: new URL(url).origin }).limits, headers: {}, tls: {} })
  try {
    const { status } = await new Line(transport).send({
      method: 'DELETE',
      url,
      headers: [['authorization', `Bearer ${token}`]],
    })
    // RFC 7592 section 2.3 has 401 for a client that is gone, for its token is gone too.
    if (status === 204 || status === 401 || status === 404) return { handle, gone: true }
    return { handle, gone: false, why: `status ${status}` }
  } catch (error) {
    if (error instanceof NoAnswer) return { handle, gone: false, why: error.message }
    throw error
  } finally {
    await transport.close()
  }
}
