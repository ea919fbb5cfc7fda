namespace OrleansTrading.Silo.Commands;

/// <summary>Nothing answers at the address, or the connection broke.</summary>
internal sealed class SiloUnreachableException(Uri? address, HttpRequestException cause) : CommandException(
    $"Nothing answers at {address}: {cause.InnerException?.Message ?? cause.Message}. Is it running? --url names another address.", ExitCodes.Failed);
