import type { CheckFacts, DocumentFacts, TargetFacts } from '../model.ts'
import { Unmergeable, type RunPart } from './part.ts'

/** Every target once. Throws Unmergeable where two parts give one name to two servers. */
export function mergeTargets(parts: readonly RunPart[]): readonly TargetFacts[] {
  const targets = new Map<string, TargetFacts>()
  for (const { place, run } of parts) {
    for (const target of run.targets) {
      const held = targets.get(target.name)
      // The embedded mock has another port in each process.
      if (held !== undefined && held.issuer !== target.issuer && (held.from !== null || target.from !== null)) {
        const message = `target ${target.name} is ${held.issuer} in one report and ${target.issuer} in ${place}`
        throw new Unmergeable(`${message}; merge only the parts of one run`)
      }
      targets.set(target.name, held === undefined ? target : richer(held, target))
    }
  }
  return [...targets.values()]
}

/** A part that got no answer knows nothing of what the target can do. */
function richer(held: TargetFacts, next: TargetFacts): TargetFacts {
  return next.capabilities.length > held.capabilities.length ? { ...held, capabilities: next.capabilities } : held
}

/** Every check once. Throws Unmergeable where two parts mean different laws by one id. */
export function mergeChecks(parts: readonly RunPart[]): readonly CheckFacts[] {
  const checks = new Map<string, CheckFacts>()
  for (const { place, run } of parts) {
    for (const check of run.checks) {
      const held = checks.get(check.id) ?? check
      if (JSON.stringify(held) !== JSON.stringify(check))
        throw new Unmergeable(`${check.id} is another check in ${place}; merge only the parts of one run`)
      checks.set(check.id, held)
    }
  }
  return [...checks.values()]
}

/** Every document once; what only a later part cites stands after the document that it follows there. */
export function mergeDocuments(parts: readonly RunPart[]): readonly DocumentFacts[] {
  const merged: DocumentFacts[] = []
  for (const { run } of parts) {
    let place = 0
    for (const document of run.documents ?? []) {
      const held = merged.findIndex(({ name }) => name === document.name)
      if (held < 0) merged.splice(place, 0, document)
      place = (held < 0 ? place : held) + 1
    }
  }
  return merged
}
