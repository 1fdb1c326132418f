import type { Defect } from '../defect.ts'
import { refreshFamilySurvives } from './refresh-family-survives.ts'

export const refreshDefects: readonly Defect[] = [refreshFamilySurvives]
