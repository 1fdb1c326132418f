import type { TenantSettings } from '../options.ts'

/** A rule of the mock's own grants that a defect can have left unchecked. */
export type GrantRule =
  | 'assertion signature'
  | 'assertion subject'
  | 'assertion audience'
  | 'assertion times'
  | 'assertion replay'
  | 'subject token signature'
  | 'exchange target'
  | 'exchange scope'

/** Settings under which the grants of the mock no longer check these rules; for defects. */
export function leave(settings: TenantSettings, ...rules: readonly GrantRule[]): TenantSettings {
  return { ...settings, unchecked: [...settings.unchecked, ...rules] }
}
