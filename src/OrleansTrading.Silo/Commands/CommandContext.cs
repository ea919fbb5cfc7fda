namespace OrleansTrading.Silo.Commands;

/// <summary>What a command works with.</summary>
/// <param name="Silo">The service that is asked.</param>
/// <param name="Output">Where the answer goes.</param>
/// <param name="Time">For waiting between two questions, and for telling how long something takes.</param>
/// <param name="TerminalWidth">Columns of the terminal; null when the output goes elsewhere.</param>
internal sealed record CommandContext(SiloApi Silo, TextWriter Output, TimeProvider Time, int? TerminalWidth);
