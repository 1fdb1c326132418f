import type { Defect } from '../defect.ts'

export const clientCredentialsDefects: readonly Defect[] = []
