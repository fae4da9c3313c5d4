from django.urls import path

from . import views

app_name = "exchange"
_ONE = "imports/<int:delivery>"
urlpatterns = [
    path("imports", views.Imports.as_view(), name="imports"),
    path("imports/bring", views.BringFile.as_view(), name="bring-file"),
    path("imports/mappings/<int:mapping>", views.ChangeMapping.as_view(), name="change-mapping"),
    path("imports/mail", views.MailSetApart.as_view(), name="mail-set-apart"),
    path("imports/mail/look-through", views.LookThroughMail.as_view(), name="look-through-mail"),
    path("imports/mail/<int:letter>", views.TakeUpMail.as_view(), name="take-up-mail"),
    path(_ONE, views.Delivery.as_view(), name="delivery"),
    path(f"{_ONE}/columns", views.MatchColumns.as_view(), name="match-columns"),
    path(f"{_ONE}/take-in", views.TakeInDelivery.as_view(), name="take-in-delivery"),
    path(f"{_ONE}/give-up", views.WithdrawDelivery.as_view(), name="withdraw-delivery"),
    path(f"{_ONE}/left-out", views.RowsLeftOut.as_view(), name="rows-left-out"),
]
