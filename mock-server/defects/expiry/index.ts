import type { Defect } from '../defect.ts'
import { codeNeverExpires } from './code-never-expires.ts'

export const expiryDefects: readonly Defect[] = [codeNeverExpires]
