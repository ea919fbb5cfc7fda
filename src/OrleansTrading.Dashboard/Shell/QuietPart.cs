using Microsoft.AspNetCore.Components;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>A part of a page that is drawn again when what it shows has changed, or when somebody has done something in it.</summary>
public abstract class QuietPart : ComponentBase
{
    private object? _drawn;
    private bool _isSame;

    /// <summary>What is shown. Equal ones look the same.</summary>
    private protected abstract object View { get; }

    protected override void OnParametersSet()
    {
        var view = View;
        _isSame = view.Equals(_drawn);
        _drawn = view;
    }

    protected override bool ShouldRender()
    {
        var isSame = _isSame;
        _isSame = false;
        return !isSame;
    }

    /// <remarks>Nobody asks whether to draw when a drawing is due anyway: what was found then must not hold up the next one.</remarks>
    protected override void OnAfterRender(bool firstRender) => _isSame = false;
}
