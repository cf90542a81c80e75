import type { Rule } from '../../rule'
import { anyOf, keyed } from '../keyed'

/** What stands on a card beside its number (PCI DSS 4.0, requirement 3: cardholder data). */
export const cardFactRules: readonly Rule[] = [
  {
    id: 'card-expiry',
    title: 'Expiry of cards',
    hides: 'Months and years under a name for the expiry of a card.',
    confidence: 'medium',
    templates: ['pci'],
    priority: 32,
    names: anyOf(
      keyed(
        'exp|expiry|exp date|expiry date|expiration|expiration date|expires|expires end|valid thru|valid until|valid to|good thru|gueltig bis',
        {
          numbers: 'none',
          looks: /^(?:0?[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d$|^20\d\d[/-](?:0[1-9]|1[0-2])$/,
        },
      ),
      keyed('card exp|card expiry|card expiration|cc exp|card exp date|card expiry date|card expiration date|cc exp date|cc expiry', {
        numbers: 'all',
        looks: /^(?:0?[1-9]|1[0-2])[ /-]{0,3}(?:20)?\d\d$|^20\d\d[/-]?(?:0[1-9]|1[0-2])$/,
      }),
      keyed('exp month|expiry month|expiration month|exp year|expiry year|expiration year|cc exp month|cc exp year|exp mm|exp yy', {
        numbers: 'all',
        looks: /^\d{1,4}$/,
      }),
    ),
  },
  {
    id: 'cardholder',
    title: 'Cardholders',
    hides: 'Names under a name for who holds a card.',
    confidence: 'medium',
    templates: ['pii', 'pci'],
    priority: 33,
    names: keyed(
      'cardholder|card holder|cardholder name|card holder name|name on card|name on the card|holder name|cc name|ccname|card owner|card name',
      {
        numbers: 'none',
        wholeLine: true,
        looks: /^[^<>{}();\\[\]_]{2,120}$/,
      },
    ),
  },
]
