/** @jsxImportSource react */
import { useDispatch, useSelector } from 'react-redux'
import type { Concert } from './api'
import { money } from './money'
import { type Dispatch, loadConcerts, loadWeather, type State, ticketAdded, ticketRemoved } from './store'

export function Catalogue() {
  const dispatch = useDispatch<Dispatch>()
  const { list, status } = useSelector((state: State) => state.concerts)
  if (status === 'failed') {
    return (
      <p role="alert">
        The concerts could not be loaded.{' '}
        <button type="button" onClick={() => void dispatch(loadConcerts())}>
          Try again
        </button>
      </p>
    )
  }
  return (
    <>
      <h1>Concerts this spring</h1>
      <ul className="concerts">
        {list.map((concert) => (
          <li key={concert.id}>
            <Card concert={concert} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Card({ concert }: { readonly concert: Concert }) {
  const dispatch = useDispatch<Dispatch>()
  const count = useSelector((state: State) => state.cart.tickets[concert.id] ?? 0)
  const weather = useSelector((state: State) => state.weather.byPlace[concert.place])
  return (
    <article>
      <h2>{concert.artist}</h2>
      <p>
        {concert.place} · {concert.date}
      </p>
      <p className="quiet">
        {weather ?? (
          <button type="button" className="plain" onClick={() => void dispatch(loadWeather(concert.place))}>
            Weather in {concert.place}?
          </button>
        )}
      </p>
      <footer>
        <b>{money(concert.price)}</b>
        {count > 0 && (
          <button type="button" aria-label={`Remove a ticket for ${concert.artist}`} onClick={() => dispatch(ticketRemoved(concert.id))}>
            −
          </button>
        )}
        {count > 0 && <output>{count}</output>}
        <button
          type="button"
          className="main"
          aria-label={`Add a ticket for ${concert.artist}`}
          onClick={() => dispatch(ticketAdded(concert.id))}
        >
          Add
        </button>
      </footer>
    </article>
  )
}
