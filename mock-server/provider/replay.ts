import { UsedBefore } from '../storage/used-before.ts'
import type { Provider } from './library.ts'

/** Has what is unique (the `jti` of an assertion) be so among replicas, where oidc-provider looks first and writes afterwards. */
export function ruleReplay({ ReplayDetection }: Provider): void {
  const sound = ReplayDetection.unique
  ReplayDetection.unique = async function unique(...given) {
    try {
      return await sound.apply(this, given)
    } catch (error) {
      if (error instanceof UsedBefore) return false
      throw error
    }
  }
}
