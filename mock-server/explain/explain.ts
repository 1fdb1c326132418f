import type { Refusal } from '../journal.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { authorizationRules } from './authorization-rules.ts'
import { bearerRules } from './bearer-rules.ts'
import { clientRules } from './client-rules.ts'
import { addressOf } from './documents.ts'
import type { Explanation } from './explanation.ts'
import { clip, Facts } from './facts.ts'
import { grantRules } from './grant-rules.ts'
import { pageRules } from './page-rules.ts'
import { requestRules } from './request-rules.ts'
import type { Rule, Words } from './rule.ts'

// The first that fits explains, so what is particular comes before what is general.
const rules: readonly Rule[] = [
  ...pageRules,
  ...bearerRules,
  ...requestRules,
  ...authorizationRules,
  ...grantRules,
  ...clientRules,
]

/** Explains a refusal: by its rule where one is known, else by the detail alone. */
export function explainRefusal(
  tenant: Tenant,
  endpoint: string,
  ctx: KoaContextWithOIDC,
  { error, detail }: Refusal,
): Explanation {
  const text = `${error}: ${detail}`
  for (const rule of rules) {
    const found = rule.at?.includes(endpoint) === false ? null : rule.on.exec(text)
    if (found) return spelledOut(rule, new Facts(tenant, endpoint, ctx), found)
  }
  return { rule: clip(detail.split('\n', 1)[0] ?? error) }
}

function spelledOut({ rule, law, expected, got, fix }: Rule, facts: Facts, found: RegExpExecArray): Explanation {
  const [document, section] = law
  const say = (words: Words) => (typeof words === 'string' ? words : words(facts, found))
  return {
    rule,
    document,
    section,
    url: addressOf(document, section),
    expected: say(expected),
    got: say(got),
    fix: say(fix),
  }
}
