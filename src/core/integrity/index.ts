export type { Finding, IntegrityReport } from './findings'
export { type RepairReport, repairIntegrity } from './repair'
export { type VerifyOptions, verifyIntegrity } from './verify'
