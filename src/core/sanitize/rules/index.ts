import type { Rule } from '../rule'
import { cardNumberRule } from './card-number'
import { credentialRules } from './credentials'
import { emailRule } from './email'
import { conditionRules } from './health/conditions'
import { patientRules } from './health/patients'
import { providerRules } from './health/providers'
import { namedRules } from './named'
import { idNumberRule } from './national-ids/alone'
import { companyRule } from './national-ids/companies'
import { documentRules } from './national-ids/documents'
import { taxRules } from './national-ids/tax'
import { ukNinoRule } from './national-ids/uk'
import { usRules } from './national-ids/us'
import { bankAccountRule } from './payment/bank-account'
import { cardFactRules } from './payment/card-facts'
import { ibanRule } from './payment/iban'
import { walletRule } from './payment/wallet'
import { dateRules } from './personal/dates'
import { deviceRules } from './personal/device'
import { ipRule } from './personal/ip'
import { macRule } from './personal/mac'
import { personRules } from './personal/person'
import { phoneNameRule, phoneRule } from './personal/phone'
import { placeRules } from './personal/place'
import { userPathRule } from './personal/user-path'
import { vehicleRules } from './personal/vehicle'
import { tokenRules } from './tokens'
import { vendorNameRule } from './vendor-names'

/** All that is built in, in the order in which people read them. */
export const allRules: readonly Rule[] = [
  ...namedRules,
  vendorNameRule,
  ...credentialRules,
  ...tokenRules,
  emailRule,
  phoneRule,
  phoneNameRule,
  ...personRules,
  ...placeRules,
  ...dateRules,
  ...usRules,
  ukNinoRule,
  ...documentRules,
  ...taxRules,
  companyRule,
  idNumberRule,
  ...vehicleRules,
  ipRule,
  macRule,
  ...deviceRules,
  userPathRule,
  cardNumberRule,
  ...cardFactRules,
  ibanRule,
  bankAccountRule,
  walletRule,
  ...patientRules,
  ...providerRules,
  ...conditionRules,
]
