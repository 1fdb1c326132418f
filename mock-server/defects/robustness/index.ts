import type { Defect } from '../defect.ts'
import { errorEchoesSecret } from './error-echoes-secret.ts'
import { stackTraceInError } from './stack-trace-in-error.ts'

export const robustnessDefects: readonly Defect[] = [errorEchoesSecret, stackTraceInError]
