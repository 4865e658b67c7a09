/**
 * SHOWS    A choice between the cases of a figure.
 * READS    Their names and the place of the one that is shown.
 * WITHOUT JS  Nothing: the figure shows its first case.
 */
export interface CasesProps {
  readonly id: string;
  readonly legend: string;
  readonly names: readonly string[];
  readonly shown: number;
  readonly onShow: (place: number) => void;
}

export function Cases({ id, legend, names, shown, onShow }: CasesProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {names.map((name, at) => (
        <label key={name}>
          <input
            type="radio"
            name={`${id}-case`}
            checked={at === shown}
            onChange={() => {
              onShow(at);
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
