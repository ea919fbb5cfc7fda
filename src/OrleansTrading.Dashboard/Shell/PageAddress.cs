using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>
/// Writes choices into the address of the page. The browser tells a moment later where it is: until then the next choice builds on the address
/// that was written last, so that two choices made quickly both stay.
/// </summary>
internal sealed class PageAddress : IDisposable
{
    private readonly NavigationManager _navigation;
    private string? _written;

    public PageAddress(NavigationManager navigation)
    {
        _navigation = navigation;
        _navigation.LocationChanged += Arrive;
    }

    public void Dispose() => _navigation.LocationChanged -= Arrive;

    /// <summary>Sets a parameter; null takes it away.</summary>
    public void Set(string name, string? value) => Set(new Dictionary<string, object?> { [name] = value });

    /// <inheritdoc cref="Set(string, string?)"/>
    public void Set(IReadOnlyDictionary<string, object?> parameters)
    {
        var from = _written ?? _navigation.Uri;
        var to = _navigation.GetUriWithQueryParameters(from, parameters);
        if (to == from)
            return;
        _written = to;
        _navigation.NavigateTo(to, replace: true);
    }

    /// <remarks>What was written before the last arrives first; another page is where somebody has gone.</remarks>
    private void Arrive(object? sender, LocationChangedEventArgs arrived)
    {
        if (_written is { } written && (Plain(arrived.Location) == Plain(written) || PathOf(arrived.Location) != PathOf(written)))
            _written = null;
    }

    /// <remarks>Browsers escape some characters that were left as they are.</remarks>
    private static string Plain(string address) => Uri.UnescapeDataString(address);

    private static string PathOf(string address) => new Uri(address).AbsolutePath;
}
