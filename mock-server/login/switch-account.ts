import type { Provider } from '../provider/library.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** Ends the session of whoever was logged in before, so that somebody else can log in without a page in between. */
export async function leaveSession(provider: Provider, details: Details, accountId: string): Promise<void> {
  const { session } = details
  if (!session?.accountId || session.accountId === accountId) return
  const before = await provider.Session.findByUid(session.uid)
  await before?.destroy()
  // oidc-provider takes a login back only into the session it began in, as long as that is named.
  Reflect.deleteProperty(session, 'uid')
  await details.save(details.exp - Math.floor(Date.now() / 1000))
}
