namespace OrleansTrading.Silo.Hosting;

/// <summary>A setting as it was given by a short name.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Written">Its value.</param>
/// <param name="InSeconds">Whether that is a number of seconds.</param>
/// <param name="Setting">What the setting is to be.</param>
internal sealed record ShortValue(string Name, string Written, bool InSeconds, string Setting);
