import { excerpt } from '../printable.ts'
import { byBytes } from '../order.ts'

// Azure keeps 512 characters of class and name together.
const packageLimit = 120

/**
 * What stands for each target before the dot of a class name. CI systems split class names at dots, so a target's own
 * are replaced; names that would then be equal are told apart, since GitLab shows only the first of equal cases.
 */
export function packagesOf(targets: readonly string[]): Map<string, string> {
  const packages = new Map<string, string>()
  const taken = new Set<string>()
  for (const target of [...new Set(targets)].toSorted(byBytes)) {
    let name = excerpt(target.replaceAll('.', '_'), packageLimit)
    while (taken.has(name)) name += '_'
    taken.add(name)
    packages.set(target, name)
  }
  return packages
}
