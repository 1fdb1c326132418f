import type { Defect } from '../defect.ts'
import { codeClientUnbound } from './code-client-unbound.ts'
import { codeRace } from './code-race.ts'
import { codeReusable } from './code-reusable.ts'

export const codeDefects: readonly Defect[] = [codeClientUnbound, codeRace, codeReusable]
