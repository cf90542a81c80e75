import type { Probe } from '../recorder'
import { consoleCalls } from './console'
import { errors } from './errors'
import { input } from './input'
import { navigation } from './navigation'
import { network } from './network'
import { webStorage } from './web-storage'
import { workers } from './workers'

/** Everything that watches the page itself, in the order of installation: where the page is comes first. */
export const eventProbes: readonly Probe[] = [navigation, errors, consoleCalls, network, input, webStorage, workers]
