namespace OrleansTrading.Grains.Alerting;

/// <summary>A route's secret, from its settings or its file. What is said of a defect never holds it.</summary>
internal static class AlertSecret
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Defect(AlertRouteOptions route)
    {
        try
        {
            Read(route);
            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    /// <summary>The secret; null when there is none.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message says what was expected.</exception>
    public static string? Read(AlertRouteOptions route)
    {
        if (route.SecretFile is not { Length: > 0 } path)
            return string.IsNullOrEmpty(route.Secret) ? null : route.Secret;
        if (!string.IsNullOrEmpty(route.Secret))
            throw new InvalidDataException($"expected either a {nameof(route.SecretFile)} or a {nameof(route.Secret)}, not both");
        if (!File.Exists(path))
            throw new InvalidDataException($"there is no file '{path}'; expected one that holds the secret");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InvalidDataException($"'{path}' can be read or changed by others than its owner; expected mode 600 (chmod 600)");
        return File.ReadAllText(path).Trim() is { Length: > 0 } secret ? secret : throw new InvalidDataException($"'{path}' is empty; expected a secret");
    }
}
