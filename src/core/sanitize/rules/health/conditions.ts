import type { Rule } from '../../rule'
import { words } from '../../words'
import { anyOf, keyed } from '../keyed'

/** ICD-10-CM: a letter, a digit, a digit or letter, and up to four more behind a dot. */
const icd = /[A-TV-Z]\d[\dAB](?:\.[\dA-Z]{1,4})?/y
const anything = /^[^<>{}]{3,400}$/

export const conditionRules: readonly Rule[] = [
  {
    id: 'diagnosis',
    title: 'Diagnoses',
    hides: 'Codes and texts under names such as icd10 or diagnosis, and ICD-10 codes beside a word for them.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 21,
    names: anyOf(
      keyed('icd|icd10|icd 10|icd9|icd 9|icd code|icd10 code|icd 10 code|dx|dx code|diagnosis code|snomed|snomed code|cpt code', {
        looks: /^[A-Za-z\d][A-Za-z\d.-]{1,18}$/,
      }),
      keyed(
        'diagnosis|diagnoses|primary diagnosis|secondary diagnosis|medical condition|conditions diagnosed|chief complaint|symptoms|allergies|allergy|medical history',
        {
          containers: 'within',
          numbers: 'none',
          looks: anything,
        },
      ),
    ),
    shapes: [
      { pattern: icd, words: words('icd|icd 10|dx|diagnosis|diagnosed|diagnose|diagnoses|diagnóstico|diagnostic code|condition code') },
    ],
  },
  {
    id: 'medication',
    title: 'Medication',
    hides: 'Texts under names such as medication, prescription or dosage.',
    confidence: 'medium',
    templates: ['hipaa'],
    priority: 20,
    names: keyed(
      'medication|medications|medication name|drug name|prescription|prescriptions|prescribed drug|dosage|rx number|rx|rx name|ndc|ndc code|lab result|test result|blood type|vaccine|immunization',
      {
        containers: 'within',
        numbers: 'none',
        looks: anything,
      },
    ),
  },
]
