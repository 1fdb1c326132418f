import type { Defect } from '../defect.ts'
import { loopbackPathIgnored } from './loopback-path-ignored.ts'
import { loopbackPortFixed } from './loopback-port-fixed.ts'
import { privateSchemeDotless } from './private-scheme-dotless.ts'

export const nativeDefects: readonly Defect[] = [loopbackPathIgnored, loopbackPortFixed, privateSchemeDotless]
