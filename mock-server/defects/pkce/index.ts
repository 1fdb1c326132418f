import type { Defect } from '../defect.ts'
import { pkceUnverified } from './pkce-unverified.ts'

export const pkceDefects: readonly Defect[] = [pkceUnverified]
