import type { Defect } from '../defect.ts'
import { clientSecretOptional } from './client-secret-optional.ts'
import { secretUnchecked } from './secret-unchecked.ts'

export const clientAuthDefects: readonly Defect[] = [clientSecretOptional, secretUnchecked]
