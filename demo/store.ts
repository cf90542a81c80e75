import { configureStore, createAsyncThunk, createSlice, type PayloadAction } from '@reduxjs/toolkit'
import { type Buyer, type Concert, fetchConcerts, fetchWeather, type Order, sendOrder } from './api'
import { readCart, writeCart } from './saved-cart'

export const loadConcerts = createAsyncThunk('concerts/load', fetchConcerts)
export const loadWeather = createAsyncThunk('weather/load', fetchWeather)
export const placeOrder = createAsyncThunk('order/place', (buyer: Buyer, { getState }) =>
  sendOrder(buyer, (getState() as State).cart.tickets),
)

const concerts = createSlice({
  name: 'concerts',
  initialState: { list: [] as Concert[], status: 'idle' as 'idle' | 'loading' | 'ready' | 'failed' },
  reducers: {},
  extraReducers: (builder) => {
    builder
      .addCase(loadConcerts.pending, (state) => {
        state.status = 'loading'
      })
      .addCase(loadConcerts.fulfilled, (state, { payload }) => {
        state.list = [...payload]
        state.status = 'ready'
      })
      .addCase(loadConcerts.rejected, (state) => {
        state.status = 'failed'
      })
  },
})

const cart = createSlice({
  name: 'cart',
  initialState: { tickets: readCart() as Record<string, number> },
  reducers: {
    ticketAdded(state, { payload }: PayloadAction<string>) {
      state.tickets[payload] = (state.tickets[payload] ?? 0) + 1
    },
    ticketRemoved(state, { payload }: PayloadAction<string>) {
      const left = (state.tickets[payload] ?? 0) - 1
      if (left > 0) state.tickets[payload] = left
      else delete state.tickets[payload]
    },
  },
  extraReducers: (builder) => {
    builder.addCase(placeOrder.fulfilled, (state) => {
      state.tickets = {}
    })
  },
})

const checkout = createSlice({
  name: 'checkout',
  initialState: { status: 'idle' as 'idle' | 'sending' | 'done' | 'failed', order: null as Order | null, error: '', email: '' },
  reducers: {},
  extraReducers: (builder) => {
    builder
      .addCase(placeOrder.pending, (state, { meta }) => {
        state.status = 'sending'
        state.email = meta.arg.email
      })
      .addCase(placeOrder.fulfilled, (state, { payload }) => {
        state.status = 'done'
        state.order = payload
      })
      .addCase(placeOrder.rejected, (state, { error }) => {
        state.status = 'failed'
        state.error = error.message ?? ''
      })
  },
})

const weather = createSlice({
  name: 'weather',
  initialState: { byPlace: {} as Record<string, string> },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(loadWeather.fulfilled, (state, { payload, meta }) => {
      state.byPlace[meta.arg] = payload
    })
    builder.addCase(loadWeather.rejected, (state, { meta }) => {
      state.byPlace[meta.arg] = 'no forecast'
    })
  },
})

export const store = configureStore({
  reducer: { concerts: concerts.reducer, cart: cart.reducer, checkout: checkout.reducer, weather: weather.reducer },
})

store.subscribe(() => writeCart(store.getState().cart.tickets))

export type State = ReturnType<typeof store.getState>
export type Dispatch = typeof store.dispatch
export const { ticketAdded, ticketRemoved } = cart.actions

export const countTickets = (state: State) => Object.values(state.cart.tickets).reduce((sum, count) => sum + count, 0)

/** In cents. */
export const totalPrice = (state: State) =>
  state.concerts.list.reduce((sum, concert) => sum + concert.price * (state.cart.tickets[concert.id] ?? 0), 0)
