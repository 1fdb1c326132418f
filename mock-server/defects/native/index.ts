import type { Defect } from '../defect.ts'
import { loopbackPathIgnored } from './loopback-path-ignored.ts'
import { loopbackPortFixed } from './loopback-port-fixed.ts'

export const nativeDefects: readonly Defect[] = [loopbackPathIgnored, loopbackPortFixed]
