export function App() {
  return <p>Facility Data Exporter</p>;
}
