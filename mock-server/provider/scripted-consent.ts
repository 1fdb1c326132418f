/** Consent that a scripted login gave beforehand; it travels in the result of the login. */
export interface ScriptedConsent {
  /** Space-delimited scopes; absent means everything. */
  granted?: string
}

/** What a scripted login agreed to; undefined when none did. */
export function scriptedConsent(result: object | undefined): ScriptedConsent | undefined {
  if (!result || !('scripted' in result)) return undefined
  const { scripted } = result
  if (typeof scripted !== 'object' || scripted === null) return undefined
  return 'granted' in scripted && typeof scripted.granted === 'string' ? { granted: scripted.granted } : {}
}
